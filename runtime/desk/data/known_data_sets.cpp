// Names, mirrors and checksums of the data sets.
#include "constnet/desk/data/known_data_sets.hpp"

#include <algorithm>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {
namespace {

const std::array<KnownDataSet, 2>& all_data_sets() {
  static const std::array<KnownDataSet, 2> sets = {{
      {"mnist",
       "MNIST",
       10,
       "https://ossci-datasets.s3.amazonaws.com/mnist/",
       true,
       {"train-images-idx3-ubyte", 9912422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"},
       {"train-labels-idx1-ubyte", 28881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"},
       {"t10k-images-idx3-ubyte", 1648877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"},
       {"t10k-labels-idx1-ubyte", 4542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"}},
      {"fashion-mnist",
       "Fashion-MNIST",
       10,
       "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
       false,
       {"train-images-idx3-ubyte", 26421880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"},
       {"train-labels-idx1-ubyte", 29515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"},
       {"t10k-images-idx3-ubyte", 4422102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"},
       {"t10k-labels-idx1-ubyte", 5148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"}},
  }};
  return sets;
}

}  // namespace

std::vector<std::string> data_set_names() {
  std::vector<std::string> names;
  for (const KnownDataSet& set : all_data_sets()) names.push_back(set.name);
  names.push_back("cifar10");
  names.push_back("folder");
  return names;
}

const KnownDataSet& known_data_set(const std::string& name) {
  const auto found = std::ranges::find(all_data_sets(), name, &KnownDataSet::name);
  if (found != all_data_sets().end()) return *found;
  std::string names;
  for (const std::string& known : data_set_names()) names += (names.empty() ? "" : " or ") + quoted(known);
  throw Error("there is no data set " + quoted(name) + ", expected " + names);
}

}  // namespace constnet::runtime
