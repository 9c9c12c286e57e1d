"""Files of pictures: metadata, scaled decoding, fingerprints."""
