"""Documents that people give: pasted, uploaded or by address; read in a worker, looked at, kept or not."""
