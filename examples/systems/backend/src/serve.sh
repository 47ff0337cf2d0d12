#!/bin/sh
# The smallest backend: answers every request with one line.
exec httpd -f -p 8080 -h /app
