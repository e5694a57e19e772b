// What training leaves in the names of tensors.
enum TensorNames {
  // Left by DataParallel, by models that hold several networks, and by torch.compile.
  static let prefixes = ["module.", "netG.", "_orig_mod."]

  // Batch normalisation counts its batches, which says nothing about the network.
  static func isCounter(_ name: String) -> Bool {
    let counter = "num_batches_tracked"
    return name == counter || name.utf8.reversed().starts(with: ("." + counter).utf8.reversed())
  }

  // Returns what all names begin with and no network needs; prefixes can be stacked.
  static func sharedPrefix(of names: some Collection<String>) -> String {
    var shared = ""
    while let next = prefixes.first(where: { prefix in
      names.allSatisfy { $0.utf8.starts(with: (shared + prefix).utf8) }
    }), !names.isEmpty {
      shared += next
    }
    return shared
  }
}
