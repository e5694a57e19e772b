import Foundation

func hyperbolicTangent(_ value: Double) -> Double { tanh(value) }
