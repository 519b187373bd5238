"""R23, R24, A26: nobody gets out of the terminal, whatever is typed, tapped, pasted, published or broken."""
