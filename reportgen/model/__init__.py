"""Values that pass between the stages: sources, documents, quantities, contexts. No behaviour beyond that."""
