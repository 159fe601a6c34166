"""Template and context to a DOCX: compile a template once, then fill it as often as wanted."""
