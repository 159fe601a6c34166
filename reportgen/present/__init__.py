"""From documents and quantities to contexts: one package a kind of paper."""
