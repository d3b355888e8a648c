"""Excel in (file → grid → header → rows) and Excel out (inventory, template, VERBİS workbook)."""
