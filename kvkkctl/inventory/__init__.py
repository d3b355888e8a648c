"""From what a workbook states to records: columns, cells, drafts, and their merging into what is there."""
