"""From a document to dated, attributed claims at exact spans."""
