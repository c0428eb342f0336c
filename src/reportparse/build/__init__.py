"""From what was recognised to the models of the report: ids, places, texts, links."""
