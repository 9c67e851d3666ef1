"""The page shell: access marks, errors, language, navigation, headers, page cache, health."""
