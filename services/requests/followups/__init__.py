"""What firms are asked months after they accepted a result: does it hold, what did it bring?"""
