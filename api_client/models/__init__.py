"""The words both sides speak. Import them from their own files: nothing is re-exported here, so that `line` stays free of pydantic."""
