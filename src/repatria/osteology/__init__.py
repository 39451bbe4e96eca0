"""Elements, measurements, counting, comparison and biological profile of bones and teeth."""
