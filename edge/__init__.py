"""What every HTTP request passes, page or API: hosts, proxies, limits, trace, log lines, metrics."""
