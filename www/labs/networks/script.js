// @ts-check
import { HEAD, number, rates, rule } from "../script.js";
import { trainingOf } from "./experiment.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */

/** Most numbers of samples that are written down. */
const MOST_NUMBERS = 200_000;
/** Significant digits that tell any two single-precision numbers apart. */
const DIGITS = 9;
/** Updates at which a run is compared, at most. */
const COMPARED = 20;
/** How far a loss may be from the lab's, which computes with single precision: at the start, and after so many updates. */
const CLOSE = 1e-4;
const CLOSE_UNTIL = 50;

const SHUFFLE = `
def order(epoch):
    """The order of the samples in an epoch, shuffled as the lab does: PCG (O'Neill 2014), Fisher and Yates."""
    word = (SEED ^ ((1 << 32) + epoch) * 0x9E3779B97F4A7C15) % 2**64
    state = 0
    for place in range(4):
        word = (word * 0x5851F42D4C957F2D + 0xA17654E46FBE17F3) % 2**64
        state += turned((((word >> 18) ^ word) >> 27) % 2**32, word >> 59, 32) << (32 * place)
    state |= 1

    def bits():
        nonlocal state
        state = state * 0x2360ED051FC65DA44385DF649FCCF645 % 2**128
        return turned((state >> 64) ^ state % 2**64, state >> 122, 64) % 2**32

    def below(bound):
        product = bits() * bound
        if product % 2**32 > 2**32 - bound:
            product += bits() * bound >> 32
        return product >> 32

    places = list(range(len(TRAIN[1])))
    chunk, left = 0, 1
    for place in range(len(places)):
        if left == 0:
            bound, left = place + 1, 1
            while bound * (place + 1 + left) < 2**32:
                bound, left = bound * (place + 1 + left), left + 1
            chunk = below(bound)
        left -= 1
        chunk, other = divmod(chunk, place + 1) if left else (0, chunk)
        places[place], places[other] = places[other], places[place]
    return places


def turned(word, by, width):
    return (word >> by | word << (width - by)) % 2**width
`;

const TRAIN = `
def batches(size):
    """The places of each batch in turn: every sample once an epoch, the last batch being what is left."""
    epoch = 0
    while True:
        places = list(range(len(TRAIN[1]))) if size == len(TRAIN[1]) else order(epoch)
        for first in range(0, len(places), size):
            yield places[first : first + size]
        epoch += 1


def layers(w):
    """The weights [unit][input] and the biases of each layer."""
    place = 0
    for inputs, units in LAYERS:
        weights = w[place : place + inputs * units].reshape(units, inputs)
        place += inputs * units
        yield weights, w[place : place + units]
        place += units


def loss(w, samples):
    values, targets = samples
    for number, (weights, biases) in enumerate(layers(w), start=1):
        values = values @ weights.T + biases
        if number < len(LAYERS):
            values = activation(values)
    return criterion(values, targets)


def train(name, run, start, size, rates, expected):
    """Trains one network and compares its losses with the lab's, after so many updates."""
    following, made = batches(size), 0

    def compare(w):
        for ours, theirs in zip([loss(w, samples).item() for samples in SETS], expected.get(made, [])):
            apart = abs(ours - theirs) / max(abs(theirs), CLOSE)
            print(f"{name}, update {made}: loss {ours:.9g}, in the lab {theirs:.9g}, apart {apart:.1e}")
            assert made > CLOSE_UNTIL or apart <= CLOSE, f"{name}: {ours} is not {theirs}"

    def gradient(w):
        nonlocal made
        compare(w)
        made += 1
        w = w.detach().clone().requires_grad_()
        places = next(following)
        OBJECTIVE.backward()
        return w.grad

    compare(run(torch.tensor(start), rates, gradient))


for run in RUNS:
    train(*run)
`;

/**
 * The race as a Python script for PyTorch: the same samples in the same order, from the same
 * parameters, with the rules as the catalog's formulas give them and gradients from PyTorch's own
 * differentiation. It compares the losses over all samples with those that the lab has recorded.
 * Undefined where there are too many samples to be written down, or a schedule has gone on for too
 * long.
 * @param {TrainingRace} race
 */
export function script(race) {
  try {
    return written(race);
  } catch {
    return undefined;
  }
}

/** @param {TrainingRace} race */
function written(race) {
  const { experiment, training, catalog } = race;
  const { activation, loss, l2 = 0 } = experiment.network;
  const layers = training.layers();
  const { outputs } = layers[layers.length - 1];
  const shape = layers.map((layer) => `(${layer.inputs}, ${layer.outputs})`);
  const [train, test] = [training.samples("train"), training.samples("test")];
  if (train.inputs.length + test.inputs.length > MOST_NUMBERS) throw new Error("the samples are too many to write down");
  const sets = test.targets.length > 0 ? "[TRAIN, TEST]" : "[TRAIN]";
  // With one output a loss is the first that its entry names, with several the last.
  const criterion = torchNames(catalog.losses, loss).at(outputs > 1 ? -1 : 0);
  const objective = "loss(w, (TRAIN[0][places], TRAIN[1][places]))";
  const penalty = `(${objective} + ${l2 / 2} * sum((weights**2).sum() for weights, _ in layers(w)))`;
  const rules = experiment.runs.map((_, run) => `\n${rule(race, run)}`);
  return `"""Networks trained side by side, from Downhill: by the same rules, on the same samples in the same order.

The lab computes with single precision, this script with double: the losses part slowly, the sooner the
larger the learning rate.
"""
${HEAD}
SEED = ${experiment.data.seed ?? 0}
# Inputs and outputs of each layer.
LAYERS = [${shape.join(", ")}]
activation = ${torchNames(catalog.activations, activation)[0]}()
criterion = ${criterion}()
# A loss may be so far from the lab's, as a share of it, in the first updates.
CLOSE, CLOSE_UNTIL = ${CLOSE}, ${CLOSE_UNTIL}


def samples(inputs, targets):
    """Inputs and targets, a row each; classes as rows with a 1 where there are several outputs."""
    targets = ${outputs > 1 ? `torch.eye(${outputs})[targets]` : "torch.tensor(targets).reshape(-1, 1)"}
    return torch.tensor(inputs).reshape(-1, ${layers[0].inputs}), targets


TRAIN = samples(${list(train.inputs)}, ${list(train.targets, outputs > 1)})
TEST = samples(${list(test.inputs)}, ${list(test.targets, outputs > 1)})
SETS = ${sets}

${rules.join("\n")}
${SHUFFLE}
# Each run: its name, its rule, its first parameters, the samples of a batch, the learning rate of each update, and the
# losses over all samples that the lab has after so many updates.
RUNS = [
${runs(race).join("\n")}
]

${TRAIN.replace("OBJECTIVE", l2 > 0 ? penalty : objective)}`;
}

/** The runs, each as a line of the script. @param {TrainingRace} race */
function runs(race) {
  const { experiment, training } = race;
  const fresh = new race.wasm.Training(trainingOf(experiment));
  const first = fresh.parameters(0);
  fresh.free();
  return experiment.runs.map((given, run) => {
    const updates = training.recordedUpdates(run);
    const [train, test] = [training.losses(run, "train"), training.losses(run, "test")];
    const rows = [...updates.keys()];
    const last = rows.length - 1;
    const chosen = new Set(Array.from({ length: COMPARED }, (_, place) => Math.round((last * place) / (COMPARED - 1))));
    const expected = rows
      .filter((row) => chosen.has(row))
      .map((row) => `${updates[row]}: [${[train[row], test[row]].filter((loss) => loss !== undefined).map(digits).join(", ")}]`);
    const { batch = experiment.batch, start = first } = given;
    const all = training.trainingSamples;
    const size = batch === "all" ? all : Math.min(batch, all);
    const rate = rates(given, updates[last], (update) => race.rateOf(run, update));
    return `    (${JSON.stringify(race.nameOf(run))}, run_${run + 1}, ${list(start)}, ${size}, ${rate}, {${expected.join(", ")}}),`;
  });
}

/**
 * What PyTorch has that does the same as an entry of the catalog: its reference names it.
 * @param {import("../../downhill.js").CatalogEntry[]} entries
 * @param {string} wanted
 */
function torchNames(entries, wanted) {
  const reference = entries.find(({ id }) => id === wanted)?.reference ?? "";
  const names = reference.match(/torch\.nn\.\w+/g);
  if (!names) throw new Error(`${wanted} is not known to PyTorch`);
  return names;
}

/** @param {ArrayLike<number>} values @param {boolean} [whole] */
function list(values, whole = false) {
  return `[${Array.from(values, whole ? String : digits).join(", ")}]`;
}

/** A number in single precision, as a fraction in Python. @param {number} value */
function digits(value) {
  const short = number(Number(value.toPrecision(DIGITS)));
  return /^-?\d+$/.test(short) ? `${short}.0` : short;
}
