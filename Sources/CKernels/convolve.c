#include "levels.h"

// Whether channels and rows lie in the tensor, and channels start at a block.
static bool holds(ckernels_tensor tensor, int channel, int channels) {
  return tensor.data && channel >= 0 && channel % CKERNELS_LANES == 0 && channels > 0
         && (long)channel / CKERNELS_LANES + ckernels_blocks(channels)
              <= ckernels_blocks(tensor.channels)
         && ckernels_tensor_floats(tensor.channels, tensor.height, tensor.width, tensor.border);
}

static bool holds_rows(ckernels_tensor tensor, long first, long rows) {
  return first >= 0 && rows >= 0 && first + rows <= tensor.height;
}

static bool makes_sense(const ckernels_convolution *convolution, const ckernels_places *places) {
  return convolution->inputs > 0 && convolution->outputs > 0 && convolution->kernel_height > 0
         && convolution->kernel_width > 0 && convolution->weights
         && (convolution->slopes || convolution->activation != ckernels_activation_slopes)
         && places->step > 0 && places->phase_y >= 0 && places->phase_y < places->step
         && places->phase_x >= 0 && places->phase_x < places->step;
}

// Whether the outputs lie on `inputs` channels of the same tensor that neighbours still read.
static bool overlaps(
  const ckernels_convolution *convolution, const ckernels_places *places, ckernels_tensor source,
  int channel, int inputs) {
  int from = channel / CKERNELS_LANES, to = places->destination_channel / CKERNELS_LANES;
  return source.data == places->destination.data && to < from + ckernels_blocks(inputs)
         && from < to + ckernels_blocks(convolution->outputs);
}

// Whether the second source, if there is one, has its channels and the shape of the first.
static bool second_fits(const ckernels_convolution *convolution, const ckernels_places *places) {
  ckernels_tensor source = places->source, second = places->second;
  if (!second.data) return true;
  return places->second_from > 0 && places->second_from % CKERNELS_LANES == 0
         && places->second_from < convolution->inputs
         && holds(second, places->second_channel, convolution->inputs - places->second_from)
         && second.height == source.height && second.width == source.width
         && second.border == source.border;
}

ckernels_status ckernels_check(
  const ckernels_convolution *convolution, const ckernels_places *places, int first_row, int rows) {
  if (!makes_sense(convolution, places)) return ckernels_status_wrong_argument;
  ckernels_tensor source = places->source, destination = places->destination;
  ckernels_tensor residual = places->residual;
  const int first = ckernels_first_inputs(convolution, places);
  if (!second_fits(convolution, places) || !holds(source, places->source_channel, first)
      || !holds(destination, places->destination_channel, convolution->outputs)
      || !holds_rows(source, (long)first_row + places->source_row, rows) || first_row < 0
      || (long)places->step * ((long)first_row + rows) > destination.height
      || (long)places->step * source.width != destination.width)
    return ckernels_status_outside;
  if (residual.data
      && (!holds(residual, places->residual_channel, convolution->outputs)
          || !holds_rows(
            residual, (long)places->step * first_row + places->residual_row,
            (long)places->step * rows)
          || residual.width != destination.width))
    return ckernels_status_outside;
  if (overlaps(convolution, places, source, places->source_channel, first)
      || (places->second.data
          && overlaps(
            convolution, places, places->second, places->second_channel,
            convolution->inputs - first)))
    return ckernels_status_wrong_argument;
  long border = source.border;
  bool wide = convolution->top >= -border && convolution->left >= -border
              && (long)convolution->top + convolution->kernel_height - 1 <= border
              && (long)convolution->left + convolution->kernel_width - 1 <= border;
  return wide ? ckernels_status_done : ckernels_status_narrow_border;
}

// Floats from where the source's block `second_from` would be to where the second source has it.
// The tensors are parts of the same memory or not: only addresses are computed with.
static ptrdiff_t second_gap(const ckernels_convolution *convolution, const ckernels_places *places) {
  if (!places->second.data) return 0;
  int channel = places->source_channel + ckernels_first_inputs(convolution, places);
  const float *end = ckernels_pixel(places->source, channel, 0, 0);
  const float *second = ckernels_pixel(places->second, places->second_channel, 0, 0);
  return ((ptrdiff_t)second - (ptrdiff_t)end) / (ptrdiff_t)sizeof(float);
}

static ptrdiff_t weight_block(const ckernels_convolution *convolution) {
  const int inputs = convolution->inputs;
  const int outputs = ckernels_is_narrow(convolution->outputs, inputs) ? 1 : CKERNELS_LANES;
  return (ptrdiff_t)ckernels_packed_floats(
    outputs, inputs, convolution->kernel_height, convolution->kernel_width);
}

ckernels_status ckernels_convolve(
  const ckernels_convolution *convolution, const ckernels_places *places, int first_row, int rows) {
  ckernels_status status = ckernels_check(convolution, places, first_row, rows);
  if (status != ckernels_status_done) return status;
  const ckernels_functions *functions = ckernels_current();
  ckernels_row row = {
    .source_plane = ckernels_plane_stride(places->source),
    .source_row = ckernels_row_stride(places->source),
    .second_gap = second_gap(convolution, places),
    .second_from = places->second.data ? places->second_from : 0,
    .convolution = convolution,
    .weight_block = weight_block(convolution),
    .destination_plane = ckernels_plane_stride(places->destination),
    .destination_pixel = (ptrdiff_t)places->step * CKERNELS_LANES,
    .residual_plane = ckernels_plane_stride(places->residual),
    .residual_pixel = (ptrdiff_t)places->step * CKERNELS_LANES,
    .width = places->source.width,
  };
  for (int y = first_row; y < first_row + rows; y++) {
    int to = places->step * y + places->phase_y;
    row.source = ckernels_pixel(
      places->source, places->source_channel, y + places->source_row + convolution->top,
      convolution->left);
    row.destination =
      ckernels_pixel(places->destination, places->destination_channel, to, places->phase_x);
    if (places->residual.data)
      row.residual =
        ckernels_pixel(
          places->residual, places->residual_channel, to + places->residual_row,
          places->phase_x);
    functions->convolve(&row);
  }
  return ckernels_status_done;
}
