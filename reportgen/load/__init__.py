"""Text to a tree with places: YAML as people wrote it. What the text means is not judged here."""
