"""The worker process that makes PDFs and pictures; it loads WeasyPrint and nothing of the application."""
