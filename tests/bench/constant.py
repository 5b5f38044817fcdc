"""What pages are measured against: a Flask page that asks nothing and draws nothing, of a given size."""

from flask import Flask, Response, request

app = Flask(__name__)


@app.get("/<int:size>")
def constant(size: int) -> Response:
    answer = Response(b"x" * size, mimetype="text/html")
    answer.set_etag(str(size))
    return answer.make_conditional(request)
