"""What every HTTP request passes on its way in and out, for pages and API alike."""
