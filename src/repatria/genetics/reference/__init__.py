"""Reference tables shipped with the project, each in our own schema with its source in the first lines of the file."""
