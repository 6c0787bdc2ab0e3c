"""What boards and reports are asked, and where a report is put."""
