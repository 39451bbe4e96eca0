"""Where statements of one document or of several cannot both hold."""
