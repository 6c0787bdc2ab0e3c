"""The documentation as a site of plain files, made from the pages beside it."""
