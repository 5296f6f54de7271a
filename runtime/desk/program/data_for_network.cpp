// Finds the data set and compares it with the network.
#include "data_for_network.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/data/data_sets.hpp"
#include "text.hpp"

namespace constnet::runtime {
namespace {

std::string size_text(int height, int width, int channels) { return print("%dx%dx%d", height, width, channels); }

void check(const Dataset& data, const NetworkView& network) {
  if (data.height != network.input_height || data.width != network.input_width ||
      data.channels != network.input_channels) {
    throw Error("the data set's images are " + size_text(data.height, data.width, data.channels) + ", " + network.name +
                " expects " + size_text(network.input_height, network.input_width, network.input_channels));
  }
  if (data.target_kind == TargetKind::images) {
    if (network.input_size() != static_cast<std::size_t>(network.output_size)) {
      throw Error(print("images as targets: %s has %d outputs, expected as many as an image has values, %zu",
                        network.name, network.output_size, network.input_size()));
    }
  } else if (data.classes > std::max(network.output_size, network.output_size == 1 ? 2 : 0)) {
    throw Error(
        print("the data set has %d classes, %s has %d outputs", data.classes, network.name, network.output_size));
  }
  if (data.size() == 0) throw Error("the data set has no images");
}

}  // namespace

DataSplits data_for_network(const Session& session) {
  if (session.arguments.data_set.empty()) {
    throw Error(std::string(session.network.name) + " learns from " + session.defaults.missing_data +
                ", which no data set here holds: train it from a program of your own");
  }
  DataRequest request;
  request.name = session.arguments.data_set;
  request.directory = session.arguments.data;
  request.size = {session.network.input_height, session.network.input_width, session.network.input_channels};
  DataSplits data = find_data(request, session.err);
  if (!session.arguments.classes.empty()) {
    data.train = images_of_classes(data.train, session.arguments.classes);
    data.test = images_of_classes(data.test, session.arguments.classes);
  }
  if (session.arguments.objective.images_as_targets) {
    data.train = autoencoder_dataset(std::move(data.train));
    data.test = autoencoder_dataset(std::move(data.test));
  }
  check(data.train, session.network);
  check(data.test, session.network);
  session.out << "data: " << data.origin << "; " << with_separators(data.train.size()) << " training and "
              << with_separators(data.test.size()) << " test images of "
              << size_text(data.train.height, data.train.width, data.train.channels) << std::endl;
  return data;
}

}  // namespace constnet::runtime
