"""Finance's spreadsheet, as it is, to the lines and totals of a `spending.yaml`."""
