"""From a tree of text to a valid document: types, references, dates in order, sums that agree."""
