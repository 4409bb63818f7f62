"""Files as they came to documents: bytes in, text with its layout out; knows no survey."""
