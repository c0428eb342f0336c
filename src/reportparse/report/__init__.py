"""The face of the product: pydantic models of a report and their JSON Schema."""
