"""Thai official reports and memos from plain text: YAML in, Word and PDF out."""
