"""What assistants (language models) are offered: tools that read the catalogue through its API."""
