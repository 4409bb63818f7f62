"""Surveys that counties answer by form: opened, filled in, sent, and gathered."""
