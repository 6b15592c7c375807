"""Teams of experts (科技特派团): who does what in them, each by their own consent."""
