"""One module per change of the schema, each as it was when it was made."""
