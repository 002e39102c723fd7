"""As much of PyTorch as the scripts that a lab writes use, in plain Python: arrays of float64 with reverse-mode
differentiation. It stands in where PyTorch is not installed, so that the scripts are run whole."""

import math
import random
from types import SimpleNamespace

float64 = float


def set_default_dtype(_):
    pass


class Tensor:
    def __init__(self, values, parents=(), is_scalar=False, shape=None):
        self.values = [float(value) for value in values]
        self.shape = shape or (len(self.values),)
        # (the tensor that this one follows from, the derivative by each of its elements)
        self.parents = parents
        self.is_scalar = is_scalar
        self.grad = None

    def detach(self):
        return Tensor(self.values, is_scalar=self.is_scalar)

    def clone(self):
        return Tensor(self.values, is_scalar=self.is_scalar)

    def requires_grad_(self):
        return self

    def item(self):
        (value,) = self.values
        return value

    def __len__(self):
        return self.shape[0]

    def __getitem__(self, index):
        """One element, a part of a vector, or some rows of a matrix."""
        if isinstance(index, list):
            width = self.shape[1]
            places = [row * width + column for row in index for column in range(width)]
            return self.taken(places, (len(index), width))
        if isinstance(index, slice):
            places = list(range(len(self.values)))[index]
            return self.taken(places, (len(places),))
        taken = self.taken([index], (1,))
        taken.is_scalar = True
        return taken

    def taken(self, places, shape):
        def back(flow):
            flows = [0.0] * len(self.values)
            for place, part in zip(places, flow):
                flows[place] += part
            return flows

        return Tensor([self.values[place] for place in places], [(self, back)], shape=shape)

    def reshape(self, *shape):
        known = math.prod(length for length in shape if length > 0)
        whole = tuple(length if length > 0 else len(self.values) // known for length in shape)
        return self.taken(range(len(self.values)), whole)

    @property
    def T(self):
        rows, columns = self.shape
        places = [row * columns + column for column in range(columns) for row in range(rows)]
        return self.taken(places, (columns, rows))

    def __matmul__(self, other):
        (rows, inner), (_, columns) = self.shape, other.shape
        a, b = self.values, other.values
        cells = [(row, column) for row in range(rows) for column in range(columns)]
        values = [sum(a[row * inner + k] * b[k * columns + column] for k in range(inner)) for row, column in cells]

        def back_left(flow):
            flows = [0.0] * len(a)
            for (row, column), part in zip(cells, flow):
                for k in range(inner):
                    flows[row * inner + k] += part * b[k * columns + column]
            return flows

        def back_right(flow):
            flows = [0.0] * len(b)
            for (row, column), part in zip(cells, flow):
                for k in range(inner):
                    flows[k * columns + column] += part * a[row * inner + k]
            return flows

        return Tensor(values, [(self, back_left), (other, back_right)], shape=(rows, columns))

    def sum(self):
        count = len(self.values)
        return Tensor([math.fsum(self.values)], [(self, lambda flow: [flow[0]] * count)], is_scalar=True)

    def mean(self):
        return self.sum() / len(self.values)

    def backward(self):
        order, seen = [], set()

        def visit(tensor):
            if id(tensor) not in seen:
                seen.add(id(tensor))
                for parent, _ in tensor.parents:
                    visit(parent)
                order.append(tensor)

        visit(self)
        flows = {id(self): [1.0] * len(self.values)}
        for tensor in reversed(order):
            flow = flows.get(id(tensor), [0.0] * len(tensor.values))
            tensor.grad = Tensor(flow, is_scalar=tensor.is_scalar)
            for parent, back in tensor.parents:
                before = flows.get(id(parent), [0.0] * len(parent.values))
                flows[id(parent)] = [a + b for a, b in zip(before, back(flow))]

    def __bool__(self):
        return bool(self.item())

    def __gt__(self, other):
        return self.item() > as_tensor(other).item()

    def __neg__(self):
        return -1.0 * self

    def __abs__(self):
        return unary(abs, lambda x: math.copysign(1.0, x) if x else 0.0)(self)

    def __add__(self, other):
        return binary(lambda a, b: a + b, lambda a, b: (1.0, 1.0))(self, other)

    def __sub__(self, other):
        return binary(lambda a, b: a - b, lambda a, b: (1.0, -1.0))(self, other)

    def __mul__(self, other):
        return binary(lambda a, b: a * b, lambda a, b: (b, a))(self, other)

    def __truediv__(self, other):
        return binary(divided, lambda a, b: (divided(1.0, b), -divided(a, b * b)))(self, other)

    def __pow__(self, other):
        def slopes(a, b):
            return (b * power(a, b - 1), power(a, b) * math.log(a) if a > 0 else 0.0)

        return binary(power, slopes)(self, other)

    def __radd__(self, other):
        return as_tensor(other) + self

    def __rsub__(self, other):
        return as_tensor(other) - self

    def __rmul__(self, other):
        return as_tensor(other) * self

    def __rtruediv__(self, other):
        return as_tensor(other) / self

    def __rpow__(self, other):
        return as_tensor(other) ** self


def divided(a, b):
    return a / b if b else math.nan if a == 0 or math.isnan(a) else math.copysign(math.inf, a)


def power(a, b):
    try:
        return a**b
    except ZeroDivisionError:
        return math.inf


def tensor(values, dtype=None):
    return Tensor(values)


def as_tensor(value):
    return value if isinstance(value, Tensor) else Tensor([value], is_scalar=True)


def zeros_like(other):
    return Tensor([0.0] * len(other.values), is_scalar=other.is_scalar)


def eye(count):
    return Tensor([float(row == column) for row in range(count) for column in range(count)], shape=(count, count))


def manual_seed(seed):
    random.seed(seed)


def randn(count):
    return Tensor([random.gauss(0.0, 1.0) for _ in range(count)])


def binary(function, slopes):
    def apply(a, b):
        a, b = as_tensor(a), as_tensor(b)
        count = max(len(a.values), len(b.values))

        def at(one, index):
            # The shorter one stands in every row of the longer.
            return one.values[index % len(one.values)]

        pairs = [(at(a, index), at(b, index)) for index in range(count)]

        def back(side, one):
            def flow_back(flow):
                flows = [slopes(*pair)[side] * part if part else 0.0 for pair, part in zip(pairs, flow)]
                return [sum(flows[index :: len(one.values)]) for index in range(len(one.values))]

            return one, flow_back

        shape = max(a, b, key=lambda one: len(one.values)).shape
        is_scalar = a.is_scalar and b.is_scalar
        return Tensor([function(*pair) for pair in pairs], [back(0, a), back(1, b)], is_scalar, shape)

    return apply


def unary(function, slope):
    return lambda a: binary(lambda x, _: function(x), lambda x, _: (slope(x), 0.0))(a, 0.0)


def root(x):
    return math.sqrt(x) if x >= 0 else math.nan


sin = unary(math.sin, math.cos)
cos = unary(math.cos, lambda x: -math.sin(x))
tan = unary(math.tan, lambda x: 1 + math.tan(x) ** 2)
asin = unary(math.asin, lambda x: 1 / math.sqrt(1 - x * x))
acos = unary(math.acos, lambda x: -1 / math.sqrt(1 - x * x))
atan = unary(math.atan, lambda x: 1 / (1 + x * x))
sinh = unary(math.sinh, math.cosh)
cosh = unary(math.cosh, math.sinh)
tanh = unary(math.tanh, lambda x: 1 - math.tanh(x) ** 2)
exp = unary(math.exp, math.exp)
log = unary(math.log, lambda x: 1 / x)
sqrt = unary(root, lambda x: divided(0.5, root(x)))
sign = unary(lambda x: math.copysign(1.0, x) if x else 0.0, lambda x: 0.0)
maximum = binary(max, lambda a, b: (1.0, 0.0) if a >= b else (0.0, 1.0))
minimum = binary(min, lambda a, b: (1.0, 0.0) if a <= b else (0.0, 1.0))


def logistic(x):
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def normal(x):
    """The share of a normal distribution below x."""
    return 0.5 * (1 + math.erf(x / math.sqrt(2)))


def density(x):
    return math.exp(-x * x / 2) / math.sqrt(2 * math.pi)


def softmax_loss(logits, targets):
    """The mean of ln Σ exp(z) − Σ t z over the rows."""
    rows, columns = logits.shape
    losses, slopes = [], []
    for row in range(rows):
        z = logits.values[row * columns : (row + 1) * columns]
        t = targets.values[row * columns : (row + 1) * columns]
        most = max(z)
        whole = math.fsum(math.exp(one - most) for one in z)
        losses.append(most + math.log(whole) - math.fsum(a * b for a, b in zip(t, z)))
        slopes += [math.exp(one - most) / whole - target for one, target in zip(z, t)]

    def back(flow):
        return [flow[0] * slope / rows for slope in slopes]

    return Tensor([math.fsum(losses) / rows], [(logits, back)], is_scalar=True)


logit_loss = binary(
    lambda z, t: max(z, 0.0) - z * t + math.log1p(math.exp(-abs(z))),
    lambda z, t: (logistic(z) - t, -z),
)
# Classes whose instances are functions.
nn = SimpleNamespace(
    Identity=lambda: lambda z: z,
    Tanh=lambda: tanh,
    ReLU=lambda: unary(lambda z: max(z, 0.0), lambda z: float(z > 0)),
    Sigmoid=lambda: unary(logistic, lambda z: logistic(z) * logistic(-z)),
    GELU=lambda: unary(lambda z: z * normal(z), lambda z: normal(z) + z * density(z)),
    BCEWithLogitsLoss=lambda: lambda z, t: logit_loss(z, t).mean(),
    MSELoss=lambda: lambda z, t: ((z - t) ** 2).mean(),
    CrossEntropyLoss=lambda: softmax_loss,
)
