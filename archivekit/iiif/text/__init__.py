"""The text of pages in IIIF: annotations, Content Search 2.0 and 1.0, autocomplete, downloads."""
