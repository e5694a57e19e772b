"""The networks as others compute them, and a resident process that runs one of them.

Speaks the language of NetworkBenchmark.swift on its standard input and output.
"""

import sys
import time

import numpy as np

# --- Input -------------------------------------------------------------------------------------


def samples(shape, seed):
    """Numbers of 0..<1 with 24 bits by SplitMix64, as NetworkBenchmark.swift makes them."""
    with np.errstate(over="ignore"):
        index = np.arange(1, int(np.prod(shape)) + 1, dtype=np.uint64)
        bits = np.uint64(seed) + index * np.uint64(0x9E3779B97F4A7C15)
        bits = (bits ^ bits >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
        bits = (bits ^ bits >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
        bits ^= bits >> np.uint64(31)
    return ((bits >> np.uint64(40)).astype(np.float32) / np.float32(1 << 24)).reshape(shape)


# --- Networks ----------------------------------------------------------------------------------


def make(name):
    """A network without weights; the names of its tensors are those that Opine recognises."""
    from torch import nn
    from torch.nn import functional as F

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1, self.bn1 = nn.Conv2d(64, 64, 3, 1, 1), nn.BatchNorm2d(64)
            self.prelu = nn.PReLU()
            self.conv2, self.bn2 = nn.Conv2d(64, 64, 3, 1, 1), nn.BatchNorm2d(64)

        def forward(self, x):
            return x + self.bn2(self.conv2(self.prelu(self.bn1(self.conv1(x)))))

    class Up(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv, self.prelu = nn.Conv2d(64, 256, 3, 1, 1), nn.PReLU()

        def forward(self, x):
            return self.prelu(F.pixel_shuffle(self.conv(x), 2))

    class SRResNet(nn.Module):
        """Ledig et al., arXiv:1609.04802v5, figure 4: 16 blocks."""

        def __init__(self):
            super().__init__()
            self.conv1, self.prelu1 = nn.Conv2d(3, 64, 9, 1, 4), nn.PReLU()
            self.trunk = nn.Sequential(*[Block() for _ in range(16)])
            self.conv2, self.bn2 = nn.Conv2d(64, 64, 3, 1, 1), nn.BatchNorm2d(64)
            self.up = nn.Sequential(Up(), Up())
            self.conv3 = nn.Conv2d(64, 3, 9, 1, 4)

        def forward(self, x):
            head = self.prelu1(self.conv1(x))
            return self.conv3(self.up(self.bn2(self.conv2(self.trunk(head))) + head))

    class Dense(nn.Module):
        def __init__(self):
            super().__init__()
            for k in range(5):
                outputs = 64 if k == 4 else 32
                setattr(self, f"conv{k + 1}", nn.Conv2d(64 + 32 * k, outputs, 3, 1, 1))

        def forward(self, x):
            import torch

            known = x
            for k in range(1, 5):
                more = F.leaky_relu(getattr(self, f"conv{k}")(known), 0.2)
                known = torch.cat((known, more), 1)
            return self.conv5(known) * 0.2 + x

    class RRDB(nn.Module):
        def __init__(self):
            super().__init__()
            self.rdb1, self.rdb2, self.rdb3 = Dense(), Dense(), Dense()

        def forward(self, x):
            return self.rdb3(self.rdb2(self.rdb1(x))) * 0.2 + x

    class RRDBNet(nn.Module):
        """Wang et al., arXiv:1809.00219: 23 blocks; names of BasicSR."""

        def __init__(self):
            super().__init__()
            self.conv_first = nn.Conv2d(3, 64, 3, 1, 1)
            self.body = nn.Sequential(*[RRDB() for _ in range(23)])
            for part in ("conv_body", "conv_up1", "conv_up2", "conv_hr"):
                setattr(self, part, nn.Conv2d(64, 64, 3, 1, 1))
            self.conv_last = nn.Conv2d(64, 3, 3, 1, 1)

        def forward(self, x):
            x = self.conv_first(x)
            x = x + self.conv_body(self.body(x))
            for convolution in (self.conv_up1, self.conv_up2):
                x = F.leaky_relu(convolution(F.interpolate(x, scale_factor=2, mode="nearest")), 0.2)
            return self.conv_last(F.leaky_relu(self.conv_hr(x), 0.2))

    class SRCNN(nn.Module):
        """Dong et al., arXiv:1501.00092: 9-5-5 on one channel, zero padding."""

        def __init__(self):
            super().__init__()
            self.features = nn.Sequential(nn.Conv2d(1, 64, 9, 1, 4), nn.ReLU())
            self.map = nn.Sequential(nn.Conv2d(64, 32, 5, 1, 2), nn.ReLU())
            self.reconstruction = nn.Conv2d(32, 1, 5, 1, 2)

        def forward(self, x):
            return self.reconstruction(self.map(self.features(x)))

    return {"srresnet": SRResNet, "rrdbnet": RRDBNet, "srcnn": SRCNN}[name]().eval()


CHANNELS = {"srresnet": 3, "rrdbnet": 3, "srcnn": 1}


def write_weights(name, path):
    """Random weights that keep the size of values: they say something about arithmetic only."""
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(20250101)
    network = make(name)
    for key, tensor in network.state_dict().items():
        if tensor.dim() == 4:
            tensor.normal_(0, 0.7 * (2 / tensor[0].numel()) ** 0.5)
        elif key.endswith("running_var"):
            tensor.uniform_(0.5, 1.5)
        elif "bn" in key and key.endswith("weight"):
            tensor.uniform_(0.8, 1.2)
        elif "prelu" in key:
            tensor.uniform_(0, 0.4)
        elif tensor.is_floating_point():
            tensor.normal_(0, 0.05)
    tensors = {k: v for k, v in network.state_dict().items() if v.is_floating_point()}
    save_file(tensors, path)


def load(name, path, folds):
    """The network with its weights; `folds` moves normalisation into the convolutions before."""
    from safetensors.torch import load_file
    from torch import nn
    from torch.nn.utils.fusion import fuse_conv_bn_eval

    network = make(name)
    network.load_state_dict(load_file(path), strict=False)
    for part in network.modules() if folds else []:
        for number in ("1", "2"):
            if isinstance(getattr(part, "bn" + number, None), nn.BatchNorm2d):
                convolution = getattr(part, "conv" + number)
                fused = fuse_conv_bn_eval(convolution, getattr(part, "bn" + number))
                setattr(part, "conv" + number, fused)
                setattr(part, "bn" + number, nn.Identity())
    return network


def export(name, path, folds, target):
    """Writes the network as ONNX with free height and width."""
    import torch

    axes = {2: "height", 3: "width"}
    torch.onnx.export(
        load(name, path, folds), torch.zeros(1, CHANNELS[name], 32, 32), target, opset_version=11,
        dynamo=False, input_names=["x"], output_names=["y"], dynamic_axes={"x": axes, "y": axes})


# --- Peers -------------------------------------------------------------------------------------


def torch_peer(name, path, threads, folds, kind):
    import torch

    torch.set_num_threads(threads)
    network = load(name, path, folds)
    channels_last = kind == "channels_last"
    if channels_last:
        network = network.to(memory_format=torch.channels_last)
    if kind == "compile":
        # Without TORCHINDUCTOR_FREEZING, which gave wrong results for RRDBNet.
        network = torch.compile(network, dynamic=False)

    def prepare(array):
        x = torch.from_numpy(array)
        return x.contiguous(memory_format=torch.channels_last) if channels_last else x

    def run(x):
        with torch.inference_mode():
            return network(x)

    return prepare, run, lambda y: y.contiguous().numpy()


def onnxruntime_peer(path, threads):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return (lambda x: x), (lambda x: session.run(None, {"x": x})[0]), (lambda y: y)


def peak_kib():
    """The most memory that was resident, without what a parent had before; 0 where unknown."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return 0


def main(kind, name, path, threads, folds):
    """Answers orders until the standard input ends."""
    threads = int(threads)
    if kind == "onnxruntime":
        prepare, run, finish = onnxruntime_peer(path, threads)
    else:
        prepare, run, finish = torch_peer(name, path, threads, folds == "folded", kind)
    print("ready 0 0", flush=True)
    for line in sys.stdin:
        words = line.split()
        width, height, seed = (int(word) for word in words[1:4])
        x = prepare(samples((1, CHANNELS[name], height, width), seed))
        wall, processor = time.monotonic(), time.process_time()
        y = run(x)
        wall, processor = time.monotonic() - wall, time.process_time() - processor
        if len(words) > 4:
            finish(y).astype(np.float32).tofile(words[4])
        print("done", wall, processor, peak_kib(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
