"""One small file per format and direction. Bytes in, Article out, and the other way round."""
