// A list of oneDNN primitives with their memories, run one after the other.
#pragma once

#include <dnnl.hpp>
#include <unordered_map>
#include <vector>

namespace bench {

class Chain {
 public:
  const dnnl::engine& engine() const { return engine_; }

  dnnl::memory allocate(const dnnl::memory::desc& desc) const { return {desc, engine_}; }

  /// Adds a primitive to the list; scratchpads are oneDNN's own.
  void add(dnnl::primitive primitive, std::unordered_map<int, dnnl::memory> arguments) {
    steps_.push_back({std::move(primitive), std::move(arguments)});
  }

  /// `from` in the layout of `desc`: itself where it has that layout, otherwise a reorder becomes part of the list.
  dnnl::memory in_layout(const dnnl::memory& from, const dnnl::memory::desc& desc) {
    if (from.get_desc() == desc) return from;
    dnnl::memory to = allocate(desc);
    add(dnnl::reorder(from, to), {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}});
    return to;
  }

  /// Copies floats that lie in `tag` into a new memory of layout `desc`, now.
  dnnl::memory load(const float* values, dnnl::memory::format_tag tag, const dnnl::memory::desc& desc) {
    dnnl::memory from({desc.dims(), dnnl::memory::data_type::f32, tag}, engine_, const_cast<float*>(values));
    dnnl::memory to = allocate(desc);
    dnnl::reorder(from, to).execute(stream_, from, to);
    stream_.wait();
    return to;
  }

  /// Copies a memory to floats that lie in `tag`, now.
  void store(dnnl::memory from, dnnl::memory::format_tag tag, float* values) {
    dnnl::memory to({from.get_desc().dims(), dnnl::memory::data_type::f32, tag}, engine_, values);
    dnnl::reorder(from, to).execute(stream_, from, to);
    stream_.wait();
  }

  void run() {
    for (Step& step : steps_) step.primitive.execute(stream_, step.arguments);
    stream_.wait();
  }

 private:
  struct Step {
    dnnl::primitive primitive;
    std::unordered_map<int, dnnl::memory> arguments;
  };

  dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream_{engine_};
  std::vector<Step> steps_;
};

}  // namespace bench
