import CGSL

/// The coefficients that explain numbers best, in the sense of least squares.
public struct LeastSquares: Sendable, Hashable {
  /// One for each column.
  public let coefficients: [Double]

  /// The standard error of each coefficient.
  public let standardErrors: [Double]

  /// The sum of the squares that are left.
  public let residualSumOfSquares: Double

  /// Fits `y = X b` by GSL's multi-parameter fit, a singular value decomposition; nil where GSL finds
  /// no fit.
  ///
  /// - Parameters:
  ///   - columns: the columns of X, each as long as `values`.
  ///   - values: y; more of them than columns.
  public init?(columns: [[Double]], values: [Double]) {
    precondition(!columns.isEmpty, "no columns to fit")
    precondition(
      values.count > columns.count, "\(values.count) values for \(columns.count) coefficients")
    for column in columns {
      precondition(column.count == values.count, "\(column.count) rows, not \(values.count)")
    }
    GSL.prepare()
    guard let x = gsl_matrix_alloc(values.count, columns.count),
      let y = gsl_vector_alloc(values.count), let fit = gsl_vector_alloc(columns.count),
      let covariance = gsl_matrix_alloc(columns.count, columns.count),
      let workspace = gsl_multifit_linear_alloc(values.count, columns.count)
    else { preconditionFailure("no memory for \(values.count) x \(columns.count) numbers") }
    defer {
      gsl_matrix_free(x)
      gsl_vector_free(y)
      gsl_vector_free(fit)
      gsl_matrix_free(covariance)
      gsl_multifit_linear_free(workspace)
    }
    for (row, value) in values.enumerated() {
      gsl_vector_set(y, row, value)
      for (index, column) in columns.enumerated() { gsl_matrix_set(x, row, index, column[row]) }
    }
    var rest = 0.0
    guard gsl_multifit_linear(x, y, fit, covariance, &rest, workspace) == 0 else { return nil }
    coefficients = columns.indices.map { gsl_vector_get(fit, $0) }
    standardErrors = columns.indices.map { gsl_matrix_get(covariance, $0, $0).squareRoot() }
    residualSumOfSquares = rest
  }
}
