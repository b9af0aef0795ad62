"""Nine fictional reviews: the text, the PDFs made from it, and the script that makes them."""
