"""An answer becomes a public article with editions; the front page and the article pages."""
