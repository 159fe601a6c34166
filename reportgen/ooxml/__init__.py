"""The DOCX as a file: package, parts, runs, styles. Knows nothing of papers, contexts or diagnostics."""
