"""The API: plain GETs under ``/api/v1``, one resource a named read, told by an OpenAPI document."""
