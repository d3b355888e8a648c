"""Law as data: packaged tables with citations and validity dates, and the arithmetic of legal periods."""
