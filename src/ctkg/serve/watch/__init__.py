"""What those who run a server can see of it: health, figures, a line for each request."""
