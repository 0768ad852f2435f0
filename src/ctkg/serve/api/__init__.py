"""JSON for programs and for the scripts of the workbench, described in ``openapi.yaml``."""
