"""The JSON-LD context of everything of Presentation 3.0."""

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
