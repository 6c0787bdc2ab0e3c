"""Problems, sheets and reports as pages to read."""
